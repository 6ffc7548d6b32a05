package dev.heddle.benchmarks.user;

import dev.heddle.benchmarks.UserWorkload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A jar as a user would make it. */
public final class UserJar {

    private static final String SERVICES = "META-INF/services/" + UserWorkload.class.getName();

    private UserJar() {}

    /** With those classes, all of which it names as workloads. */
    public static Path of(Path file, Class<?>... workloads) throws IOException {
        String names = Arrays.stream(workloads).map(Class::getName).collect(Collectors.joining("\n"));
        return of(file, names, workloads);
    }

    /** With those classes, and whatever stands in its file of services. */
    static Path of(Path file, String services, Class<?>... workloads) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> workload : workloads) {
                for (Class<?> part : withParts(workload)) {
                    String entry = part.getName().replace('.', '/') + ".class";
                    jar.putNextEntry(new JarEntry(entry));
                    try (InputStream bytes = part.getClassLoader().getResourceAsStream(entry)) {
                        bytes.transferTo(jar);
                    }
                }
            }
            jar.putNextEntry(new JarEntry(SERVICES));
            jar.write(services.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static List<Class<?>> withParts(Class<?> workload) {
        return Stream.concat(Stream.of(workload), Arrays.stream(workload.getDeclaredClasses()))
                .toList();
    }
}
