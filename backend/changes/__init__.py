"""The spine: what devices send is taken in here, and what they lack is given out."""
