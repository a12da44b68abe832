"""Who the young people are, and the facts about them that the law allows for casework. Only `access` imports this."""
