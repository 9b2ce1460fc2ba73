package run.fibonacci.e2e.cluster;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests that `mvn verify -Pe2e` runs, and no other: they need a cluster. Their constructor is
/// given it.
@Tag("cluster")
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Target(TYPE)
@Retention(RUNTIME)
@interface ClusterTest {}
