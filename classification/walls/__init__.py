"""Walls (回避): who is kept out of a record although clearance and scope would let them in. Basis: DOMAIN §3.4; XF 28; THREATS T72."""
