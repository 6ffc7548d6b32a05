package dev.heddle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists what lies beside each other in this program, so that adding a file is enough. */
final class Listing {

    private static final String CLASS_SUFFIX = ".class";

    private Listing() {}

    /** {@code BareNio} becomes {@code bare-nio}. */
    static String kebabCase(String className) {
        return className.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT);
    }

    /** {@code bare-nio} becomes {@code BareNio}. */
    static String className(String kebabCase) {
        StringBuilder name = new StringBuilder();
        for (String word : kebabCase.split("-", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name.toString();
    }

    /** The public classes of a package that can be made and are a {@code kind}, in no order. */
    static <T> Stream<Class<? extends T>> classes(String packageName, Class<T> kind) {
        return files(packageName.replace('.', '/') + "/", "package-info" + CLASS_SUFFIX).stream()
                .filter(file -> file.endsWith(CLASS_SUFFIX) && file.indexOf('$') < 0)
                .map(file -> file.substring(0, file.length() - CLASS_SUFFIX.length()))
                .flatMap(name -> usable(packageName + "." + name, kind).stream());
    }

    /** The class of that name, if it is there, is public, can be made, and is a {@code kind}. */
    static <T> Optional<Class<? extends T>> usable(String className, Class<T> kind) {
        Class<?> found;
        try {
            found = Class.forName(className, false, Listing.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError absent) {
            return Optional.empty();
        }
        boolean usable = kind.isAssignableFrom(found)
                && Modifier.isPublic(found.getModifiers())
                && !Modifier.isAbstract(found.getModifiers());
        return usable ? Optional.of(found.asSubclass(kind)) : Optional.empty();
    }

    /**
     * The names of all files in a folder of resources, in no order.
     *
     * @param folder with a slash at its end
     * @param known one of its files: folders themselves cannot be found in every jar
     */
    static List<String> files(String folder, String known) {
        URL place = Listing.class.getClassLoader().getResource(folder + known);
        if (place == null) {
            throw new IllegalStateException(folder + known + " is missing");
        }
        try {
            return place.openConnection() instanceof JarURLConnection jar
                    ? filesInJar(jar, folder)
                    : filesInFolder(place.toURI());
        } catch (IOException | URISyntaxException unreadable) {
            throw new UncheckedIOException("cannot list " + folder, new IOException(unreadable));
        }
    }

    private static List<String> filesInJar(JarURLConnection jar, String folder) throws IOException {
        return jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(folder))
                .map(name -> name.substring(folder.length()))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                .toList();
    }

    private static List<String> filesInFolder(URI known) throws IOException {
        Path folder = Path.of(known).resolveSibling(".");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
