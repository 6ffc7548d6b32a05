package dev.heddle.tck;

import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deferreds with debugging on. Whether they are debugged is decided once, when their class is loaded; so a world where
 * they are is one that loads their class anew, and with it the probe that uses them there.
 */
final class DebugProbe {

    private static final String PROPERTY = "heddle.debug";

    private DebugProbe() {}

    /** Fires a Deferred twice, and gives the exception. */
    static final class FiredTwice implements Supplier<Throwable> {

        @Override
        public Throwable get() {
            Deferred<String> deferred = makeIt();
            fireIt(deferred);
            try {
                fireItAgain(deferred);
            } catch (AlreadyFiredException misuse) {
                return misuse;
            }
            throw new AssertionError("a Deferred was fired twice: " + deferred);
        }

        private static Deferred<String> makeIt() {
            return new Deferred<>();
        }

        private static void fireIt(Deferred<String> deferred) {
            deferred.callback("first");
        }

        private static void fireItAgain(Deferred<String> deferred) {
            deferred.callback("second");
        }
    }

    /** Leaves two failures: has one logged, and gives what the report of the other tells of its Deferred's making. */
    static final class FailureLeft implements Supplier<Throwable> {

        @Override
        public Throwable get() {
            makeIt().errback(new IOException("on purpose"));
            Deferred.reportUnhandled();
            List<@Nullable Throwable> reported = new ArrayList<>();
            Deferred.setUnhandledFailureReporter((failure, made) -> reported.add(made));
            makeIt().errback(new IOException("on purpose"));
            Deferred.reportUnhandled();
            return Objects.requireNonNull(reported.getFirst());
        }

        private static Deferred<String> makeIt() {
            return new Deferred<>();
        }
    }

    /** What {@code probe} gives among classes that were loaded with debugging on. */
    @SuppressWarnings("unchecked") // a supplier of Throwables there is one here, too: both are the JDK's
    static Throwable getWhileDebugging(Class<? extends Supplier<Throwable>> probe) throws ReflectiveOperationException {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "true");
        try {
            Class<?> anew = Class.forName(probe.getName(), true, new World(probe.getName()));
            var constructor = anew.getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Supplier<Throwable>) constructor.newInstance()).get();
        } finally {
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
    }

    /** Loads Deferreds and the probe anew, and takes everything else from where they came from. */
    private static final class World extends ClassLoader {

        private final String deferreds = Deferred.class.getPackageName() + ".";
        private final String probe;

        World(String probe) {
            super(DebugProbe.class.getClassLoader());
            this.probe = probe;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean isOurs = name.startsWith(deferreds) || name.equals(probe);
            if (!isOurs) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? loadAnew(name) : known;
            }
        }

        private Class<?> loadAnew(String name) throws ClassNotFoundException {
            Class<?> original = Class.forName(name, false, getParent());
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream bytes = original.getResourceAsStream(file)) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] all = bytes.readAllBytes();
                return defineClass(name, all, 0, all.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
