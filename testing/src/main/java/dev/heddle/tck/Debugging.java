package dev.heddle.tck;

import dev.heddle.Reactor;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/**
 * Heddle with debugging on. Whether it is on is decided once, when its classes are loaded; so a world where it is on is
 * one that loads them anew, and with them the probe that uses them there.
 */
final class Debugging {

    private static final String PROPERTY = "heddle.debug";

    private Debugging() {}

    /** What {@code probe} makes of {@code argument} where debugging is on. It uses nothing of the suite but its own file. */
    @SuppressWarnings("unchecked") // it is a function of the same types there: they are the JDK's
    static <A, R> R on(Class<? extends Function<A, R>> probe, A argument) throws ReflectiveOperationException {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "true");
        try {
            Class<?> anew = Class.forName(probe.getName(), true, new World(probe));
            var constructor = anew.getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Function<A, R>) constructor.newInstance()).apply(argument);
        } finally {
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
    }

    /** Loads Heddle and the file of the probe anew, and takes everything else from where they came from. */
    private static final class World extends ClassLoader {

        private static final String HEDDLE = Reactor.class.getPackageName() + ".";
        private static final String SUITE = Debugging.class.getPackageName() + ".";

        private final Class<?> file;

        World(Class<?> probe) {
            super(Debugging.class.getClassLoader());
            this.file = outermost(probe);
        }

        private static Class<?> outermost(Class<?> nested) {
            Class<?> outer = nested.getEnclosingClass();
            return outer == null ? nested : outermost(outer);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean isOurs = name.startsWith(HEDDLE) && !name.startsWith(SUITE);
            if (!isOurs && !name.startsWith(file.getName())) {
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
