package dev.heddle;

import dev.heddle.spi.ReactorProvider;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes reactors. Which backend they run on is decided by what is present at run time, so that a program names a
 * backend as a word, or not at all.
 *
 * {@snippet :
 * Reactor reactor = Reactors.create();         // the property heddle.reactor, or the only backend present
 * Reactor loom = Reactors.create("loom");      // by name
 * }
 *
 * <p>Every method may be called from any thread.
 */
public final class Reactors {

    /** The system property that names the backend which {@link #create()} takes. */
    public static final String BACKEND_PROPERTY = "heddle.reactor";

    private Reactors() {}

    /**
     * A new reactor on the backend that the property {@value #BACKEND_PROPERTY} names, or else on the only one present.
     *
     * @throws IllegalStateException if there is no backend, or several and the property does not say which
     * @throws IllegalArgumentException if the property names a backend that is not present
     */
    public static Reactor create() {
        return create(ReactorOptions.defaults());
    }

    /** As {@link #create()}, with options. */
    public static Reactor create(ReactorOptions options) {
        Objects.requireNonNull(options, "options");
        String name = System.getProperty(BACKEND_PROPERTY);
        return name == null ? theOnlyProvider().create(options) : create(name, options);
    }

    /**
     * A new reactor on the backend of that name.
     *
     * @throws IllegalArgumentException if no such backend is present; the message lists those that are
     */
    public static Reactor create(String backend) {
        return create(backend, ReactorOptions.defaults());
    }

    /** As {@link #create(String)}, with options. */
    public static Reactor create(String backend, ReactorOptions options) {
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(options, "options");
        ReactorProvider provider = providers().get(backend);
        if (provider == null) {
            throw new IllegalArgumentException("no reactor backend '" + backend + "': " + howToChoose());
        }
        return provider.create(options);
    }

    /** The names of the backends that are present, in alphabetical order. */
    public static List<String> backends() {
        return List.copyOf(providers().keySet());
    }

    private static ReactorProvider theOnlyProvider() {
        SortedMap<String, ReactorProvider> providers = providers();
        if (providers.size() != 1) {
            throw new IllegalStateException(
                    (providers.isEmpty() ? "no reactor backend: " : "several reactor backends: ") + howToChoose());
        }
        return providers.values().iterator().next();
    }

    private static String howToChoose() {
        List<String> names = backends();
        if (names.isEmpty()) {
            return "none is on the class path or module path; add heddle-selector or heddle-loom";
        }
        return "present: " + String.join(", ", names) + "; choose one with Reactors.create(name) or -D"
                + BACKEND_PROPERTY + "=name";
    }

    private static SortedMap<String, ReactorProvider> providers() {
        SortedMap<String, ReactorProvider> byName = new TreeMap<>();
        for (ReactorProvider provider : ServiceLoader.load(ReactorProvider.class, Reactors.class.getClassLoader())) {
            byName.putIfAbsent(provider.name(), provider);
        }
        return byName;
    }
}
