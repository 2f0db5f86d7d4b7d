"""The guide to gradings (定密事项一览表): which matter has which level, period and scope, on which basis; and derived gradings."""
