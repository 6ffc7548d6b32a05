package dev.heddle.testing;

import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails each test of a JUnit class that leaves the failure of a Deferred behind which nobody handled: an
 * {@link UnhandledFailures} around each.
 *
 * {@snippet :
 * @ExtendWith(StrictFailures.class)
 * class ClientTest { ... }
 * }
 */
public final class StrictFailures implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(StrictFailures.class);

    /** For JUnit. */
    public StrictFailures() {}

    @Override
    public void beforeEach(ExtensionContext test) {
        test.getStore(NAMESPACE).put(UnhandledFailures.class, UnhandledFailures.watch());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        UnhandledFailures watch = test.getStore(NAMESPACE).remove(UnhandledFailures.class, UnhandledFailures.class);
        Objects.requireNonNull(watch, "beforeEach comes first").close();
    }
}
