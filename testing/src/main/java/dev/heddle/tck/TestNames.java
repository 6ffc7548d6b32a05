package dev.heddle.tck;

import dev.heddle.testing.WaitLimit;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A name service in which some names are never answered. The JDK uses it where
 * {@code META-INF/services/java.net.spi.InetAddressResolverProvider} names this class, as in the tests of each backend.
 */
public final class TestNames extends InetAddressResolverProvider {

    private static final Map<String, SilentName> SILENT_NAMES = new ConcurrentHashMap<>();

    /** For the JDK. */
    public TestNames() {}

    /** A name whose look-up takes until its thread is interrupted. A new one, since the JDK remembers how one ended. */
    static SilentName newSilentName() {
        SilentName name = new SilentName("silent-" + SILENT_NAMES.size() + ".test");
        SILENT_NAMES.put(name.text, name);
        return name;
    }

    /** A name that is never answered. */
    static final class SilentName {

        private final String text;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch givenUp = new CountDownLatch(1);

        private SilentName(String text) {
            this.text = text;
        }

        private Stream<InetAddress> lookUp() throws UnknownHostException {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody opens this latch");
            } catch (InterruptedException interrupted) {
                givenUp.countDown();
                throw new UnknownHostException(text + ": given up");
            }
        }

        /** Waits until somebody looks it up. */
        void awaitLookUp() throws InterruptedException {
            await(asked, "a look-up of " + text);
        }

        /** Waits until somebody gives up looking it up. */
        void awaitEndOfLookUp() throws InterruptedException {
            await(givenUp, "the end of a look-up of " + text);
        }

        private static void await(CountDownLatch event, String what) throws InterruptedException {
            if (!event.await(WaitLimit.get().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited in vain for " + what);
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public String name() {
        return "names for tests";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                @Nullable SilentName silent = SILENT_NAMES.get(host);
                return silent == null ? builtin.lookupByName(host, policy) : silent.lookUp();
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtin.lookupByAddress(address);
            }
        };
    }
}
