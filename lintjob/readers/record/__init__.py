"""Records: what the fields of an object, a row or an element mean, and the listing that is made of them."""
