package dev.heddle.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit test that runs once on each backend, with a {@link TestReactor} of its own, and fails if it leaves anything behind
 * (W4, W5).
 *
 * {@snippet :
 * @ReactorTest
 * void echoes(TestReactor on) throws Exception {
 *     TcpListeningPort port = on.listen(Factory.of(Echo::new));
 *     assertThat(on.await(new Client(on.reactor()).ask(port.address(), "hello"))).isEqualTo("hello");
 *     on.await(on.inTurn(port::stopListening));
 * }
 * }
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(ReactorTestExtension.class)
public @interface ReactorTest {

    /** The system property that has tests on {@code memory} run with one other seed, as one that failed says. */
    String SEED_PROPERTY = "heddle.testing.seed";

    /** The backends to run on. One that is not on the class path fails the test. */
    String[] value() default {"memory", "selector", "loom"};

    /** How often it runs on {@code memory}, each time with another seed: 0, 1, and so on. A failure names its seed. */
    int seeds() default 1;
}
