package dev.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows programs as they are: each of its listings follows a comment that names the file. */
class ReadmeTest {

    private static final Pattern LISTING =
            Pattern.compile("<!-- file: (\\S+) -->\n+```java\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern JAVA_BLOCK = Pattern.compile("^```java$", Pattern.MULTILINE);

    private final Path root = root();

    @Test
    void listingsEqualTheirFiles() throws Exception {
        List<MatchResult> listings = listings();

        assertThat(listings).isNotEmpty();
        for (MatchResult listing : listings) {
            assertThat(listing.group(2))
                    .as(listing.group(1))
                    .isEqualTo(Files.readString(root.resolve(listing.group(1))));
        }
    }

    @Test
    void everyListingNamesItsFile() throws Exception {
        assertThat(JAVA_BLOCK.matcher(readme()).results()).hasSameSizeAs(listings());
    }

    private List<MatchResult> listings() throws IOException {
        return LISTING.matcher(readme()).results().toList();
    }

    private String readme() throws IOException {
        return Files.readString(root.resolve("README.md"));
    }

    /** The project's folder: Maven runs tests in the module's, an IDE perhaps in the project's. */
    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("README.md"))) {
                return folder;
            }
        }
        throw new AssertionError("no README.md in or above " + start);
    }
}
