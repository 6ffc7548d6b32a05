package dev.heddle.tck;

import dev.heddle.spi.ReactorProvider;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A test that is played in a {@link Place}. That may be a JVM of its own, where it is made by its name: so each is a
 * class, whose constructor takes nothing.
 */
public abstract class Scenario extends StoppedClockContract {

    private @Nullable ReactorHarness given;

    /** For subclasses. */
    protected Scenario() {}

    /** What happens. The reactor does not run yet. */
    protected abstract void play() throws Exception;

    /** Plays it with {@code harness}, and closes that. */
    @SuppressWarnings("try") // nobody asks the end for anything
    final void playWith(ReactorHarness harness) throws Exception {
        given = harness;
        open();
        try (AutoCloseable end = this::close) {
            play();
        }
    }

    @Override
    protected final ReactorHarness openHarness() {
        return Objects.requireNonNull(given, "given");
    }

    /** Plays a scenario with reactors of a provider. The arguments are the names of both classes. */
    public static void main(String... arguments) throws Exception {
        loadClassesInDirectories();
        waitOnAVirtualThread();
        var provider = (ReactorProvider) make(arguments[0]);
        var scenario = (Scenario) make(arguments[1]);
        scenario.playWith(new SocketHarness(provider));
    }

    /** Each takes a descriptor to load, and later there may be none. Archives stay open. */
    private static void loadClassesInDirectories() throws IOException, ClassNotFoundException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path directory = Path.of(entry);
            if (Files.isDirectory(directory)) {
                loadClassesIn(directory);
            }
        }
    }

    private static void loadClassesIn(Path directory) throws IOException, ClassNotFoundException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String name = directory.relativize(file).toString().replace(File.separatorChar, '.');
            if (!name.equals("module-info.class")) {
                Class.forName(name.replaceFirst("\\.class$", ""), false, Scenario.class.getClassLoader());
            }
        }
    }

    /** The JDK makes what virtual threads wait with when the first of them does, and that takes descriptors, too. */
    private static void waitOnAVirtualThread() throws IOException, InterruptedException {
        try (ServerSocket port = new ServerSocket(0, 1, SocketHarness.loopback())) {
            port.setSoTimeout(1);
            Thread.ofVirtual().start(() -> awaitNobody(port)).join();
        }
    }

    private static void awaitNobody(ServerSocket port) {
        try (Socket nobody = port.accept()) {
            throw new IllegalStateException("unexpected: " + nobody);
        } catch (IOException timedOut) {
            // As it should be.
        }
    }

    private static Object make(String className) throws ReflectiveOperationException {
        return Class.forName(className).getDeclaredConstructor().newInstance();
    }
}
