"""What a member is writing and has not sent: kept on the server, for them alone, wherever they go on with it."""
