package dev.heddle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the arms. */
public final class Arms {

    /** The backend that the others are compared with. */
    public static final String SELECTOR = "selector";

    /** The other backend. */
    public static final String LOOM = "loom";

    /** What both backends give alike. */
    public static final String HEDDLE_DEFERRED = "heddle-deferred";

    /** Those that are Heddle, the one first that all others are compared with. */
    private static final List<String> OURS = List.of(SELECTOR, LOOM, HEDDLE_DEFERRED);

    /** Those that take part in a comparison unless more is asked for: the backends, and what limits them. */
    public static final List<String> USUAL = List.of(SELECTOR, LOOM, "bare-nio", "bare-virtual-threads");

    private static final String PACKAGE = "dev.heddle.benchmarks.arms";
    private static final String CLASS_SUFFIX = ".class";

    private Arms() {}

    /** The names of all arms: Heddle's first, the two backends before all, then the rest in alphabetical order. */
    public static List<String> names() {
        return names(Arm.class);
    }

    /** The names of the arms that can do one kind of work, in the same order. */
    public static List<String> names(Class<? extends Arm> kind) {
        return classNames()
                .filter(name -> isOfKind(kind, armClass(name)))
                .map(Arms::armName)
                .sorted(inOrder())
                .toList();
    }

    /** Whether there is an arm of that name that can do that kind of work. */
    public static boolean can(String name, Class<? extends Arm> kind) {
        return isOfKind(kind, namedClass(name));
    }

    private static boolean isOfKind(Class<? extends Arm> kind, @Nullable Class<? extends Arm> found) {
        return found != null && kind.isAssignableFrom(found);
    }

    /** Heddle's first, the two backends before all, then the rest in alphabetical order. */
    public static Comparator<String> inOrder() {
        return Comparator.comparingInt(Arms::rank).thenComparing(Comparator.naturalOrder());
    }

    /** Whether the arm of that name is not Heddle, but something to compare it with. */
    public static boolean isBaseline(String name) {
        return !OURS.contains(name);
    }

    /**
     * Starts the arm of that name.
     *
     * @param kind what it is to do
     * @throws IllegalArgumentException if there is none that can do it; the message lists those that can
     * @throws IllegalStateException if it cannot be had on this machine; the message says why
     */
    public static <T extends Arm> T open(String name, Class<T> kind) {
        Class<? extends Arm> found = namedClass(name);
        if (found == null) {
            throw new IllegalArgumentException("no arm '" + name + "'; there are " + String.join(", ", names(kind)));
        }
        if (!isOfKind(kind, found)) {
            throw new IllegalArgumentException(
                    "arm '" + name + "' cannot do that; these can: " + String.join(", ", names(kind)));
        }
        try {
            return kind.cast(found.getConstructor().newInstance());
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(
                    "arm '" + name + "' cannot be had here: " + refused.getCause(), refused.getCause());
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException("arm '" + name + "' has no usable constructor", unusable);
        }
    }

    private static @Nullable Class<? extends Arm> namedClass(String name) {
        Class<? extends Arm> found = armClass(className(name));
        return found != null && armName(found.getSimpleName()).equals(name) ? found : null;
    }

    private static int rank(String name) {
        return isBaseline(name) ? OURS.size() : OURS.indexOf(name);
    }

    /** {@code BareNio} becomes {@code bare-nio}. */
    static String armName(String className) {
        return className.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT);
    }

    /** {@code bare-nio} becomes {@code BareNio}. */
    static String className(String armName) {
        StringBuilder name = new StringBuilder();
        for (String word : armName.split("-", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name.toString();
    }

    /** Null if the class is not there, or is no arm. */
    private static @Nullable Class<? extends Arm> armClass(String className) {
        Class<?> found;
        try {
            found = Class.forName(PACKAGE + "." + className, false, Arms.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError absent) {
            return null;
        }
        boolean usable = Arm.class.isAssignableFrom(found)
                && Modifier.isPublic(found.getModifiers())
                && !Modifier.isAbstract(found.getModifiers());
        return usable ? found.asSubclass(Arm.class) : null;
    }

    /** The simple names of the classes in the package, from the folder or the jar that holds this class. */
    private static Stream<String> classNames() {
        String folder = PACKAGE.replace('.', '/') + "/";
        URL place = Arms.class.getClassLoader().getResource(folder + "package-info" + CLASS_SUFFIX);
        if (place == null) {
            throw new IllegalStateException("the package " + PACKAGE + " is missing");
        }
        try {
            List<String> files = place.openConnection() instanceof JarURLConnection jar
                    ? filesInJar(jar, folder)
                    : filesInFolder(place.toURI());
            return files.stream()
                    .filter(file -> file.endsWith(CLASS_SUFFIX) && file.indexOf('$') < 0)
                    .map(file -> file.substring(0, file.length() - CLASS_SUFFIX.length()));
        } catch (IOException | URISyntaxException unreadable) {
            throw new UncheckedIOException("cannot list the arms", new IOException(unreadable));
        }
    }

    private static List<String> filesInJar(JarURLConnection jar, String folder) throws IOException {
        return jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(folder))
                .map(name -> name.substring(folder.length()))
                .toList();
    }

    private static List<String> filesInFolder(URI packageInfo) throws IOException {
        Path folder = Path.of(packageInfo).resolveSibling(".");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
