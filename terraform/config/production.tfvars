# About $780 a month; the table in ../README.md tells for what.
environment = "production"
vpc_cidr    = "10.30.0.0/16"

# Who administers the cluster: write your own.
cluster_admins = {
  admin = "arn:aws:iam::123456789012:role/admin"
}

node_instance_types = ["m7g.large"]
node_scaling        = { min = 3, max = 12, desired = 3 }
node_disk_gib       = 50

database_instance_class = "db.m7g.large"
database_storage_gib    = { initial = 50, max = 500 }
database_multi_az       = true
database_backup_days    = 30

# IAM decides who gets in. Narrow it where kubectl and CI have fixed addresses.
public_access_cidrs = ["0.0.0.0/0"]
