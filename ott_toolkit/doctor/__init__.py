"""What is wrong, and what to do: with the set-up, with a portal, with a page that was not read.

`setup` looks through this computer (`packages`, `kernel`, `folders`, `machine`), `portals` judges
what a portal's survey found, `pages` says what a page holds; `scrub` makes a copy of it that may
be sent, of `markup` and `invented` text. All that is said is a `Check`, or of a page a `Diagnosis`,
without names, secrets and customers (`discreet`).
"""
