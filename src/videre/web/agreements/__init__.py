"""What people do for a young person: contact persons, acts, referrals and agreements, and the clocks they stop."""
