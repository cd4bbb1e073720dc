"""Keyrings in memory, for trying what is done with one."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class Vault(KeyringBackend):
    """Keeps passwords in memory, as an operating system's keyring would."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.held = {}
        self.asked = 0

    @property
    def name(self):
        return "Vault"

    def get_password(self, service, username):
        self.asked += 1
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


class Stubborn(Vault):
    """Gives nothing back that it was given."""

    def delete_password(self, service, username):
        raise PasswordDeleteError("may not")


class Locked(Vault):
    """Does not open; what it says quotes what it was given, as libraries may."""

    def get_password(self, service, username):
        raise KeyringLocked(f"{username}: planted-6")

    def set_password(self, service, username, password):
        raise KeyringLocked(f"{username}: {password}")
