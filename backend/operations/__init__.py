"""What an operator does with a hub: back it up, restore it, examine it, let people in, withdraw devices."""
