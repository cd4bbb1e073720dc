"""Every fault a portal may have, at every step of a look-up, over real HTTP on 127.0.0.1.

`desk` is a small raw portal that is well but for one fault at one step; `catalogue` lists the
faults. What a look-up makes of each is the right result or an error that says what to do.
"""
