package dev.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README and the guides show programs as they are: each of their listings follows a comment that names its file, or a
 * region of a file, between the marks of a snippet of Javadoc.
 */
class ListingsTest {

    private static final Pattern LISTING =
            Pattern.compile("<!-- file: ([^\\s#]+)(?:#(\\S+))? -->\n+```java\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern JAVA_BLOCK = Pattern.compile("^```java$", Pattern.MULTILINE);

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(root().resolve("docs"))) {
            List<Path> guides = docs.filter(
                            page -> page.getFileName().toString().startsWith("guide-"))
                    .toList();
            return Stream.concat(Stream.of(root().resolve("README.md")), guides.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void listingsEqualTheirFiles(Path page) throws Exception {
        List<MatchResult> listings = listings(page);

        assertThat(listings).isNotEmpty();
        for (MatchResult listing : listings) {
            assertThat(listing.group(3))
                    .as(listing.group())
                    .isEqualTo(textOf(Files.readString(root().resolve(listing.group(1))), listing.group(2)));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyListingNamesItsFile(Path page) throws Exception {
        assertThat(JAVA_BLOCK.matcher(Files.readString(page)).results()).hasSameSizeAs(listings(page));
    }

    private static List<MatchResult> listings(Path page) throws IOException {
        return LISTING.matcher(Files.readString(page)).results().toList();
    }

    /** The whole of {@code file}, or the region of that name, as far left as it goes. */
    private static String textOf(String file, String region) {
        if (region == null) {
            return file;
        }
        Matcher marked = Pattern.compile("// @start region=" + region + "\n(.*?)\n *// @end", Pattern.DOTALL)
                .matcher(file);
        assertThat(marked.find()).as("region " + region).isTrue();
        return marked.group(1).stripIndent() + "\n";
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
