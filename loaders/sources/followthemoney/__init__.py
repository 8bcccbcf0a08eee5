"""Entities and interests in the FollowTheMoney form, as OpenSanctions and Aleph export them."""
