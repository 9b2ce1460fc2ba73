output "kubeconfig_command" {
  description = "Command that teaches kubectl the cluster."
  value       = local.kubeconfig_command
}

output "helm_values" {
  description = "Values for the operator's chart, as YAML."
  value       = local.helm_values
}

output "ingress_values" {
  description = "Values for the chart of F5's NGINX Ingress Controller, as YAML."
  value       = local.ingress_values
}

output "ecr_repository_urls" {
  description = "Where images are pushed, by name of the image."
  value       = { for name, repository in aws_ecr_repository.main : name => repository.repository_url }
}

output "database_endpoint" {
  description = "Host name of PostgreSQL."
  value       = aws_db_instance.main.address
}

output "database_master_secret_arn" {
  description = "Secret with the master password, made and rotated by RDS. Only deploy/database reads it."
  value       = local.database_master_secret_arn
}

output "ingress_hostname" {
  description = "The load balancer's name: what DNS records of your own point at."
  value       = aws_lb.main.dns_name
}

output "fleet_role_arn" {
  description = "Role with which fleets log in to the database."
  value       = aws_iam_role.fleet.arn
}

output "autoscaler_role_arn" {
  description = "Role of the cluster autoscaler, tied to its service account by Pod Identity."
  value       = aws_iam_role.autoscaler.arn
}

output "github_plan_role_arn" {
  description = "Role that pull requests plan with, read-only. Null without github_repository."
  value       = one(aws_iam_role.github_plan[*].arn)
}

output "github_deploy_role_arn" {
  description = "Role that the GitHub environment of the same name deploys with. Null without github_repository."
  value       = one(aws_iam_role.github_deploy[*].arn)
}

output "next_steps" {
  description = "Commands from here to the first number, names filled in."
  value       = local.next_steps
}

locals {
  kubeconfig_command         = "aws eks update-kubeconfig --region ${var.region} --name ${aws_eks_cluster.main.name}"
  database_master_secret_arn = aws_db_instance.main.master_user_secret[0].secret_arn
  registry                   = "${local.account}.dkr.ecr.${var.region}.${data.aws_partition.current.dns_suffix}"

  helm_values = yamlencode({
    image        = { repository = aws_ecr_repository.main["operator"].repository_url }
    serviceImage = { repository = aws_ecr_repository.main["fib-service"].repository_url }
    ingress      = merge({ className = "nginx" }, var.domain == "" ? {} : { domain = var.domain })
    database = {
      host    = aws_db_instance.main.address
      port    = 5432
      name    = "fibonacci"
      sslMode = "verify-full"
      iam = {
        region   = var.region
        username = var.database_username
        roleArn  = aws_iam_role.fleet.arn
      }
    }
  })

  ingress_values = yamlencode({
    controller = {
      ingressClass = { name = "nginx", create = true, setAsDefaultIngress = true }
      # Without a domain fleets answer at the load balancer's name, by Ingresses that name no host.
      allowEmptyIngressHost = var.domain == ""
      service = {
        type                  = "NodePort"
        externalTrafficPolicy = "Cluster"
        httpPort              = { nodePort = local.node_ports.http }
        httpsPort             = { nodePort = local.node_ports.https }
      }
      config = {
        entries = merge(
          {
            proxy-protocol   = "True"
            real-ip-header   = "proxy_protocol"
            set-real-ip-from = var.vpc_cidr
          },
          # TLS has ended at the load balancer, and both of its listeners come in at the HTTP port:
          # pods are told https, the controller's own redirect would go round in circles, and ours
          # goes by the port that the caller came to.
          local.acm ? {
            redirect-to-https = "True"
            ssl-redirect      = "False"
            server-snippets   = "if ($proxy_protocol_server_port = 80) { return 301 https://$host$request_uri; }"
          } : {},
          # NGINX takes an Ingress without a host for one with TLS, and has no certificate for it.
          var.domain == "" ? { ssl-redirect = "False" } : {},
        )
      }
    }
  })

  next_steps = <<-EOT
    # In the top folder of the checkout.
    cd ..

    # 1. kubectl
    ${local.kubeconfig_command}

    # 2. The ingress controller, on the node ports that the load balancer calls.
    terraform -chdir=terraform output -raw ingress_values > terraform/ingress-values.yaml
    helm upgrade --install nginx-ingress oci://ghcr.io/nginx/charts/nginx-ingress --version 2.7.0 \
      --namespace nginx-ingress --create-namespace --values deploy/nginx/values.yaml --values terraform/ingress-values.yaml \
      --skip-schema-validation --wait

    # 3. The cluster autoscaler: without it the number of nodes stays as it is.
    helm upgrade --install cluster-autoscaler cluster-autoscaler --repo https://kubernetes.github.io/autoscaler \
      --namespace kube-system --set fullnameOverride=cluster-autoscaler \
      --set rbac.serviceAccount.name=cluster-autoscaler --set awsRegion=${var.region} \
      --set autoDiscovery.clusterName=${aws_eks_cluster.main.name} --wait

    # 4. The images, for both architectures, under the version of the chart.
    TAG=$(sed -n 's/^appVersion: *//p' helm/fibonacci-operator/Chart.yaml)
    aws ecr get-login-password --region ${var.region} | docker login --username AWS --password-stdin ${local.registry}
    docker buildx build --platform linux/amd64,linux/arm64 -f operator/Dockerfile \
      -t ${aws_ecr_repository.main["operator"].repository_url}:$TAG --push .
    docker buildx build --platform linux/amd64,linux/arm64 -f fib-service/Dockerfile \
      -t ${aws_ecr_repository.main["fib-service"].repository_url}:$TAG --push .

    # 5. The operator. Pods check the database's certificate against the region's authorities.
    terraform -chdir=terraform output -raw helm_values > terraform/helm-values.yaml
    curl -fsSo terraform/rds-ca.pem https://truststore.pki.rds.amazonaws.com/${var.region}/${var.region}-bundle.pem
    helm upgrade --install fibonacci-operator helm/fibonacci-operator \
      --namespace fibonacci-system --create-namespace --values terraform/helm-values.yaml \
      --set-file database.certificateAuthority=terraform/rds-ca.pem --wait --rollback-on-failure

    # 6. The database and its user, who logs in with IAM tokens.
    deploy/database ${aws_db_instance.main.address} ${local.database_master_secret_arn} terraform/rds-ca.pem

    # 7. A fleet.
    kubectl create namespace fibonacci
    kubectl apply -n fibonacci -f crds/examples/production.yaml
    kubectl wait -n fibonacci --for=condition=Ready --timeout=5m fib/production

    # 8. A number.
    curl ${local.acm ? "https" : "http"}://${var.domain == "" ? aws_lb.main.dns_name : "production.fibonacci.${var.domain}"}/fibonacci/100
  EOT
}
