package run.fibonacci.local.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.local.node.ClusterExtension;
import run.fibonacci.local.node.TestCluster;
import run.fibonacci.local.node.Yaml;

@ExtendWith(ClusterExtension.class)
final class IngressProxyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static IngressProxy proxy;

  private TestCluster cluster;
  private KubernetesClient client;
  private String namespace;
  private String host;

  @BeforeAll
  static void start(TestCluster cluster) {
    proxy = IngressProxy.start(cluster.client(), new InetSocketAddress("127.0.0.1", 8080));
  }

  @AfterAll
  static void stop() {
    if (proxy != null) {
      proxy.close();
    }
  }

  @BeforeEach
  void makeIngress(TestCluster cluster) throws InterruptedException {
    this.cluster = cluster;
    client = cluster.client();
    namespace = cluster.namespace();
    host = namespace + ".example.com";
    service("web");
    ingress("/", "web");
  }

  @Test
  void requestsAreSpreadOverTheReadyPods() throws Exception {
    pod("web-1", "web");
    pod("web-2", "web");
    await().atMost(PATIENCE).until(() -> answers("/", 10), Set.of("web-1", "web-2")::equals);

    cluster.ask(namespace, "web-1", "/break/readiness");
    await().atMost(PATIENCE).until(() -> answers("/", 10), Set.of("web-2")::equals);
  }

  @Test
  void theLongestPathWins() throws Exception {
    service("deep");
    ingress("/resolve", "deep");
    pod("web-1", "web");
    pod("deep-1", "deep");
    await().atMost(PATIENCE).until(() -> status("/"), "200"::equals);
    await().atMost(PATIENCE).until(() -> get("/env/HOSTNAME"), "web-1"::equals);
    await().atMost(PATIENCE).until(() -> get("/resolve/deep-1"), a -> a.startsWith("127."));
  }

  @Test
  void aRequestThatCannotBeServedIsAnsweredWithTheReason() throws Exception {
    await().atMost(PATIENCE).until(() -> status("/"), "503"::equals);
    assertThat(get("/")).isEqualTo("503: no pod of service " + namespace + "/web:http is ready");
    assertThat(raw("GET / HTTP/1.1\r\nHost: nobody.example.com\r\nConnection: close\r\n\r\n"))
        .contains("404: no Ingress has a rule for host nobody.example.com, path /");
  }

  @Test
  void aPodSeesWhoAskedForWhat() {
    pod("web-1", "web");
    await().atMost(PATIENCE).until(() -> status("/"), "200"::equals);

    assertThat(get("/headers"))
        .contains("Host: [" + host + "]")
        .contains("X-forwarded-for: [127.0.0.1]")
        .contains("X-forwarded-host: [" + host + "]")
        .contains("X-forwarded-port: [" + proxy.url().getPort() + "]")
        .contains("X-forwarded-proto: [http]");
  }

  @Test
  void bodiesStreamBothWays() throws Exception {
    pod("web-1", "web");
    await().atMost(PATIENCE).until(() -> status("/"), "200"::equals);
    try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var out = socket.getOutputStream();
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      var head = "POST /echo HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 13\r\n\r\n";
      out.write((head + "first\n").getBytes());
      // the first part comes back although the request is not over
      assertThat(lineThatIs("first", in)).isTrue();
      out.write("second\n".getBytes());
      assertThat(lineThatIs("second", in)).isTrue();
    }
  }

  private static boolean lineThatIs(String wanted, BufferedReader in) throws IOException {
    for (String line; (line = in.readLine()) != null; ) {
      if (line.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theIngressSaysWhereItIsServed() {
    var points =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    client
                        .network()
                        .v1()
                        .ingresses()
                        .inNamespace(namespace)
                        .withName("web")
                        .get()
                        .getStatus()
                        .getLoadBalancer()
                        .getIngress(),
                list -> !list.isEmpty());
    assertThat(points.getFirst().getIp()).isEqualTo("127.0.0.1");
    assertThat(points.getFirst().getPorts().getFirst().getPort()).isEqualTo(proxy.url().getPort());
  }

  @Test
  void noReadyPodIsAskedForLongerThanItLives() throws Exception {
    pod("web-1", "web");
    pod("web-2", "web");
    await().atMost(PATIENCE).until(() -> answers("/", 10), Set.of("web-1", "web-2")::equals);
    var id = pid(client.pods().inNamespace(namespace).withName("web-1").get());
    ProcessHandle.of(id).orElseThrow().destroyForcibly();

    // reads go on without a gap: a refused connection or a broken answer leads to the other pod
    for (int i = 0; i < 200; i++) {
      assertThat(status("/")).isEqualTo("200");
    }
  }

  private static long pid(Pod pod) {
    var id = pod.getStatus().getContainerStatuses().getFirst().getContainerID();
    return Long.parseLong(id.substring("process://".length()));
  }

  private Set<String> answers(String path, int count) {
    var answers = new HashSet<String>();
    for (int i = 0; i < count; i++) {
      answers.add(get(path));
    }
    return answers;
  }

  private String status(String path) {
    return request(path).split(" ", 3)[1];
  }

  private String get(String path) {
    return request(path).split("\r\n\r\n", 2)[1].strip();
  }

  // HTTP/1.0: the body is as it is, and ends with the connection.
  private String request(String path) {
    return raw("GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n");
  }

  private static String raw(String request) {
    try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
      socket.getOutputStream().write(request.getBytes());
      return new String(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void service(String name) {
    create(
        Service.class,
        """
        metadata: {name: %s}
        spec: {selector: {app: %s}, ports: [{name: http, port: 80, targetPort: http}]}
        """
            .formatted(name, name));
  }

  private void ingress(String path, String service) {
    create(
        Ingress.class,
        """
        metadata: {name: %s}
        spec:
          rules:
          - host: %s
            http:
              paths:
              - path: %s
                pathType: Prefix
                backend: {service: {name: %s, port: {name: http}}}
        """
            .formatted(service, host, path, service));
  }

  private void pod(String name, String app) {
    create(
        Pod.class,
        """
        metadata: {name: %s, labels: {app: %s}}
        spec:
          containers:
          - name: main
            image: sample:1
            ports: [{name: http, containerPort: 8080}]
            readinessProbe:
              httpGet: {path: /health/readiness, port: http}
              periodSeconds: 1
              failureThreshold: 1
        """
            .formatted(name, app));
  }

  private <T extends HasMetadata> void create(Class<T> type, String text) {
    client.resource(Yaml.read(text, type)).inNamespace(namespace).create();
  }
}
