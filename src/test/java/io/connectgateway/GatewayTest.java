package io.connectgateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that sends events to the function, as API Gateway does, and says what Gigs and Secrets Manager answer. The
 * function runs in the tests' own process; {@link PackagedTest} is the same with the packaged one.
 */
@QuarkusTest
@QuarkusTestResource(Upstream.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GatewayTest {}
