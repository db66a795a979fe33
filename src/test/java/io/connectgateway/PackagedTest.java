package io.connectgateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that sends events to the packaged function, in a process of its own. Its {@code @TestProfile}, if it has one,
 * says what is configured; it counts before what {@link #value()} says.
 */
@ExtendWith(PackagedGateway.Extension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PackagedTest {

    /** Who plays Gigs and Secrets Manager. */
    Class<? extends QuarkusTestResourceLifecycleManager> value() default Upstream.class;
}
