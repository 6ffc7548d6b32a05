package dev.heddle.examples;

import dev.heddle.tck.ChildJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Examples in JVMs of their own, with the class path of the tests. */
final class Child {

    private Child() {}

    /** Starts {@code main} on a backend. */
    static ChildJvm start(String backend, Class<?> main, String... args) {
        return ChildJvm.startWith(List.of("-Dheddle.reactor=" + backend, "-cp", classPath()), main, args);
    }

    /** What became of {@code main} on a backend. */
    static ChildJvm.Outcome run(String backend, Class<?> main, String... args) throws InterruptedException {
        try (ChildJvm child = start(backend, main, args)) {
            return child.await();
        }
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The class path without {@code locations}. */
    static String classPathWithout(List<Path> locations) {
        List<String> kept = new ArrayList<>();
        for (String entry : List.of(classPath().split(File.pathSeparator, -1))) {
            if (!locations.contains(Path.of(entry).toAbsolutePath())) {
                kept.add(entry);
            }
        }
        return String.join(File.pathSeparator, kept);
    }
}
