# About $195 a month; the table in ../README.md tells for what.
environment = "dev"

# Who administers the cluster: write your own.
cluster_admins = {
  admin = "arn:aws:iam::123456789012:role/admin"
}

# Cheap, and made to be thrown away.
single_nat_gateway  = true
flow_log_traffic    = "REJECT"
node_capacity_type  = "SPOT"
node_instance_types = ["t4g.medium", "t4g.large"]
deletion_protection = false
final_snapshot      = false

# IAM decides who gets in. Narrow it where kubectl and CI have fixed addresses.
public_access_cidrs = ["0.0.0.0/0"]
