"""What is wrong, and what to do: with the set-up, with a portal, with a page that was not read.

`setup` looks through this computer (`packages`, `kernel`, `folders`, `machine`), `portals` judges
what a portal's survey found, `pages` finds what a page holds and `reading` says it. `scrub` makes a
copy of a page that may be sent, of its `markup`, the `vocabulary` and `invented` text. All that is
said is a `Check`, and `discreet` keeps names, secrets and customers out of it.
"""
