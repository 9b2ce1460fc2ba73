"""Node groups: settings that moto drops, the Auto Scaling group behind each, what nodes need."""

from moto.autoscaling.models import autoscaling_backends
from moto.eks.responses import EKSResponse

from ..amend import amends


@amends(EKSResponse)
def create_nodegroup(original, self):
    result = original(self)
    group = result.result["nodegroup"]
    group.update_config = self._get_param("updateConfig") or {"maxUnavailable": 1}
    group.node_repair_config = self._get_param("nodeRepairConfig") or {"enabled": False}
    if group.launch_template:
        group.disk_size = group.remote_access = None
        group.resources.pop("remoteAccessSecurityGroup", None)

    cluster = self.eks_backend.describe_cluster(name=group.cluster_name)
    missing = {"vpc-cni", "kube-proxy"} - set(cluster.addons)
    if missing:
        message = f"Nodes stay NotReady: {', '.join(sorted(missing))} not installed"
        group.status = "CREATE_FAILED"
        group.health = {
            "issues": [{"code": "NodeCreationFailure", "message": message, "resourceIds": []}]
        }
    create_scaling_group(self, group)
    return result


@amends(EKSResponse)
def delete_nodegroup(original, self):
    result = original(self)
    name = scaling_group(result.result["nodegroup"])
    backend = autoscaling_backends[self.current_account][self.region]
    backend.delete_auto_scaling_group(name)
    backend.delete_launch_configuration(name)
    return result


def scaling_group(group):
    return group.resources["autoScalingGroups"][0]["name"]


def create_scaling_group(self, group):
    """An empty one: load balancers can be attached to it, and no machine runs."""
    name = scaling_group(group)
    backend = autoscaling_backends[self.current_account][self.region]
    nothing = dict.fromkeys(
        (
            "key_name",
            "kernel_id",
            "ramdisk_id",
            "user_data",
            "instance_monitoring",
            "instance_profile_name",
            "spot_price",
            "ebs_optimized",
            "associate_public_ip_address",
            "metadata_options",
            "classic_link_vpc_id",
            "classic_link_vpc_security_groups",
        )
    )
    backend.create_launch_configuration(
        name=name,
        image_id="ami-12c6146b",
        instance_type="t3.medium",
        security_groups=[],
        block_device_mappings=[],
        **nothing,
    )
    backend.create_auto_scaling_group(
        name=name,
        launch_config_name=name,
        launch_template={},
        vpc_zone_identifier=",".join(group.subnets),
        availability_zones=None,
        desired_capacity=0,
        max_size=0,
        min_size=0,
        default_cooldown=300,
        health_check_period=0,
        health_check_type="EC2",
        load_balancers=[],
        target_group_arns=[],
        placement_group=None,
        termination_policies=["Default"],
        tags=[],
    )
