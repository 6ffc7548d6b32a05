import static java.nio.charset.StandardCharsets.UTF_8;

import com.palantir.javaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks or applies the format of all Java sources: {@code Format check|write ROOT}. */
class Format {
    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        List<String> arguments = new ArrayList<>(List.of("--palantir"));
        arguments.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        arguments.addAll(sources(Path.of(args[1]).toRealPath()));

        var out = new PrintWriter(System.out, true, UTF_8);
        var err = new PrintWriter(System.err, true, UTF_8);
        int status = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
        out.flush();
        err.flush();
        if (status != 0 && !write) {
            System.err.println("The files named above are not formatted. To format them: mvn -q -f format -Pformat");
        }
        System.exit(status);
    }

    /** The Java files of this folder and of the source folders of all modules. */
    private static List<String> sources(Path root) throws IOException {
        List<String> sources =
                new ArrayList<>(List.of(root.resolve("format/Format.java").toString()));
        try (Stream<Path> modules = Files.list(root)) {
            for (Path folder : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.map(Path::toString)
                            .filter(name -> name.endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }
}
