package dev.heddle.benchmarks.user;

import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.UserWorkload;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** Finds the workloads of users. */
public final class UserWorkloads {

    private static final String SERVICES = "META-INF/services/" + UserWorkload.class.getName();

    private UserWorkloads() {}

    /**
     * The workloads in jars, or folders of classes, in the order in which they name them.
     *
     * @param places one or more; those that have no workload are what the others need
     * @throws IOException if one cannot be read, if there is no workload, or if one cannot be used; the message is one
     *     line
     */
    public static List<OwnWorkload> in(List<Path> places) throws IOException {
        List<Path> absolute = new ArrayList<>();
        for (Path place : places) {
            check(place);
            absolute.add(place.toAbsolutePath());
        }
        String names = places.stream().map(Path::toString).collect(Collectors.joining(", "));
        try {
            List<OwnWorkload> found = ServiceLoader.load(UserWorkload.class, loader(absolute)).stream()
                    .<OwnWorkload>map(provider -> new UserWork(provider, absolute))
                    .toList();
            if (found.isEmpty()) {
                throw new IOException("no workload in " + names + ": classes that implement "
                        + UserWorkload.class.getSimpleName() + " must be named in " + SERVICES);
            }
            found.forEach(UserWorkloads::checkSettings);
            checkTitles(found, names);
            return found;
        } catch (ServiceConfigurationError | LinkageError | RuntimeException unusable) {
            throw new IOException("cannot use the workload in " + names + ": " + Causes.inOneLine(unusable), unusable);
        }
    }

    private static void check(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new IOException("--workload " + place + ": no such file or folder");
        }
        if (Files.isRegularFile(place)) {
            try (JarFile opened = new JarFile(place.toFile())) {
                opened.getManifest();
            } catch (IOException unreadable) {
                throw new IOException("cannot read the jar " + place + ": " + unreadable.getMessage(), unreadable);
            }
        }
    }

    /** Not to be closed: what it has loaded loads more. */
    private static ClassLoader loader(List<Path> places) throws IOException {
        URL[] urls = new URL[places.size()];
        for (int place = 0; place < urls.length; place++) {
            urls[place] = places.get(place).toUri().toURL();
        }
        return new URLClassLoader(urls, UserWorkload.class.getClassLoader());
    }

    private static void checkSettings(OwnWorkload workload) {
        List<Set<String>> names = workload.points().stream()
                .map(point -> point.at().values().keySet())
                .distinct()
                .toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException(workload.name() + " must have settings() with the same parameters, not "
                    + (names.isEmpty() ? "none" : names));
        }
    }

    private static void checkTitles(List<OwnWorkload> found, String names) throws IOException {
        Set<String> titles = new HashSet<>();
        for (OwnWorkload workload : found) {
            String title = workload.title(Parameters.NONE);
            if (title == null || title.isBlank() || title.lines().count() > 1) {
                throw new IOException(
                        "in " + names + ", the title of " + workload.name() + " is not one line: '" + title + "'");
            }
            if (!titles.add(title)) {
                throw new IOException("in " + names + ", two workloads have the title '" + title + "'");
            }
        }
    }

    /** The one of that name that is on the class path of this JVM. */
    public static Optional<OwnWorkload> onClassPath(String name) {
        return ServiceLoader.load(UserWorkload.class, UserWorkload.class.getClassLoader()).stream()
                .filter(provider -> provider.type().getName().equals(name))
                .<OwnWorkload>map(provider -> new UserWork(provider, List.of()))
                .findFirst();
    }
}
