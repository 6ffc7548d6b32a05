package dev.heddle;

import dev.heddle.defer.Callback;
import dev.heddle.defer.Deferred;
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

    /**
     * Runs a program on a new reactor, and returns when it is over: {@code main} is called in a turn, and when the
     * Deferred that it gives has a result, the reactor stops (R9).
     *
     * {@snippet :
     * public static void main(String[] arguments) throws Exception {
     *     Reactors.react(reactor -> new Crawl(reactor).from(arguments[0]));
     * }
     * }
     *
     * <p>A program that fails throws what its Deferred failed with; where that leaves {@code main}, the JVM prints it and
     * exits with status 1. Whoever stops the reactor before, the exit of the JVM among others, cancels the Deferred, and
     * the shutdown waits for what comes of that; a {@link java.util.concurrent.CancellationException} is no failure then.
     *
     * @throws Exception what the program failed with
     * @throws IllegalStateException if there is no backend, or several and the property does not say which
     */
    public static void react(Callback<? super Reactor, ? extends Deferred<?>> main) throws Exception {
        react(create(), main);
    }

    /**
     * As {@link #react(Callback)}, on {@code reactor}, which must not have been started.
     *
     * @throws WrongThreadException if it runs, or has run
     */
    public static void react(Reactor reactor, Callback<? super Reactor, ? extends Deferred<?>> main) throws Exception {
        new MainProgram(Objects.requireNonNull(reactor, "reactor"), main).run();
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
