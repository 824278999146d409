"""Work done later: a queue in the database, chores done again and again, and recovery after a crash.

Whatever runs here may run twice, so every task and every chore is written to be safe when it does.
"""
