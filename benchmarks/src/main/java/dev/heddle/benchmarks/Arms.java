package dev.heddle.benchmarks;

import dev.heddle.Reactors;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private static final String PACKAGE = "dev.heddle.benchmarks.arms";
    private static final String CLASS_SUFFIX = ".class";

    private Arms() {}

    /** The names of all arms: the two backends first, then the rest in alphabetical order. */
    public static List<String> names() {
        return classNames()
                .filter(name -> armClass(name) != null)
                .map(Arms::armName)
                .sorted(inOrder())
                .toList();
    }

    /** The two backends first, then the rest in alphabetical order. */
    public static Comparator<String> inOrder() {
        return Comparator.comparingInt(Arms::rank).thenComparing(Comparator.naturalOrder());
    }

    /** Whether the arm of that name is no backend of Heddle, but something to compare them with. */
    public static boolean isBaseline(String name) {
        return !name.equals(SELECTOR) && !name.equals(LOOM);
    }

    /**
     * Starts the arm of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public static Arm open(String name) {
        Class<? extends Arm> found = armClass(className(name));
        if (found == null || !armName(found.getSimpleName()).equals(name)) {
            throw new IllegalArgumentException("no arm '" + name + "'; there are " + String.join(", ", names()));
        }
        try {
            return found.getConstructor().newInstance();
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException(
                    "cannot open arm '" + name + "', backends present: " + Reactors.backends(), unusable);
        }
    }

    private static int rank(String name) {
        return switch (name) {
            case SELECTOR -> 0;
            case LOOM -> 1;
            default -> 2;
        };
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
