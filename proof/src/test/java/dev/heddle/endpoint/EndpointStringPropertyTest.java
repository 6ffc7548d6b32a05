package dev.heddle.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.endpoint.Description.Field;
import dev.heddle.testing.MemoryWorld;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** N11, N12: whatever is quoted comes back, and no string brings any other exception. */
class EndpointStringPropertyTest {

    private final Reactor reactor = new MemoryWorld().newReactor(ReactorOptions.defaults());

    @Provide
    Arbitrary<String> crooked() {
        return Arbitraries.strings()
                .withChars(':', '=', '\\', 'a', '1', '.', '-', '%', '[', ' ', '\n', '\u00fc', '\ud83d')
                .ofMaxLength(24);
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.of(
                        "tcp", "tcp6", "unix", "haproxy", "host", "port", "timeout", "interface", "backlog", "a", "1")
                .list()
                .ofMaxSize(7)
                .flatMap(words -> Arbitraries.of(":", "=", "\\:", "::").map(between -> String.join(between, words)));
    }

    @Property(tries = 5_000)
    void whatIsQuotedComesBack(@ForAll("crooked") String first, @ForAll("crooked") String second) {
        String text = "kind:" + Endpoints.quote(first) + ":name=" + Endpoints.quote(second);

        List<Field> fields = Description.of(text, 0).fields();

        assertThat(fields).extracting(Field::value).containsExactly(first, second);
        assertThat(fields.get(0).name()).isNull();
        assertThat(fields.get(1).name()).isEqualTo("name");
    }

    @Property(tries = 5_000)
    void anythingIsAnEndpointOrRefused(@ForAll String text) {
        check(text);
    }

    @Property(tries = 5_000)
    void anythingCrookedIsAnEndpointOrRefused(@ForAll("crooked") String text) {
        for (String kind : List.of("", "tcp:", "tcp6:", "unix:", "haproxy:tcp:")) {
            check(kind + text);
        }
    }

    @Property(tries = 5_000)
    void anythingLikelyIsAnEndpointOrRefused(@ForAll("likely") String text) {
        check(text);
    }

    private void check(String text) {
        check(() -> Endpoints.client(reactor, text));
        check(() -> Endpoints.server(reactor, text));
    }

    private static void check(ThrowingCallable parsing) {
        assertThatCode(() -> {
                    try {
                        parsing.call();
                    } catch (EndpointSyntaxException refused) {
                        assertThat(refused.position())
                                .isBetween(0, refused.text().length());
                    }
                })
                .doesNotThrowAnyException();
    }
}
