"""allauth's forms that do just what they do there, in this house's words. Those that do more stand in `forms`."""

from allauth.account import forms as allauth

from forum.members.wording import InOurWords


class AskForCodeForm(InOurWords, allauth.RequestLoginCodeForm):
    """Signing in by a mailed code."""


class SignInCodeForm(InOurWords, allauth.ConfirmLoginCodeForm):
    """The code one signs in with."""


class AddressCodeForm(InOurWords, allauth.ConfirmEmailVerificationCodeForm):
    """The code that confirms an address."""


class CorrectAddressForm(InOurWords, allauth.ChangeEmailForm):
    """Another address to send that code to."""


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):
    """Another password, for whoever knows the present one."""


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):
    """A password for whoever has none."""


class AskForPasswordForm(InOurWords, allauth.ResetPasswordForm):
    """A forgotten password, to be replaced through a mail."""


class ReplacePasswordForm(InOurWords, allauth.ResetPasswordKeyForm):
    """The new password, for whoever came from that mail."""


class ConfirmPasswordForm(InOurWords, allauth.ReauthenticateForm):
    """The password once more, before something important."""
