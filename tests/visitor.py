"""Somebody who visits the practice portal with a plain HTTP client."""

import re

import requests
from bs4 import BeautifulSoup

from ott_toolkit import practice


class Visitor:
    """A browser without a screen: keeps cookies, follows redirects, reads pages."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False
        self.token = ""

    def get(self, path: str, **asked: str) -> requests.Response:
        return self._seen(self.http.get(self.url + path, params=asked, timeout=5))

    def post(self, path: str, **sent: str) -> requests.Response:
        form = {"_token": self.token, **sent}
        return self._seen(self.http.post(self.url + path, data=form, timeout=5))

    def log_in(self, **changed: str) -> requests.Response:
        self.get("/login")
        typed = {"username": practice.USERNAME, "password": practice.PASSWORD}
        return self.post("/login", **{**typed, "nama": "Ani", "regional": "3", **changed})

    def subscriptions(self, number: str, **asked: str) -> BeautifulSoup:
        return soup(self.get("/data/subscriptions", nd=number, **asked))

    def transactions(self, number: str, **sent: str) -> BeautifulSoup:
        self.get("/data/transactions")
        return soup(self.post("/data/transactions", nomor_indihome=number, **sent))

    def _seen(self, response: requests.Response) -> requests.Response:
        token = re.search(r'name="_token" value="([^"]+)"', response.text)
        self.token = token[1] if token else self.token
        return response


def soup(response: requests.Response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "lxml")
