package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.spi.HostNames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a host name, and what it is in ASCII (N7). */
class HostNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "example.org", "example.org.", "my_service", "a-b.c", "4u", "_sip._tcp.x", "X"})
    @DisplayName("a name in ASCII stays as it is")
    void keepsNames(String name) {
        assertThat(HostNames.toAscii(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "b\u00fccher.example, xn--bcher-kva.example",
        "B\u00dcCHER.example, xn--bcher-kva.example",
        "\u4f8b\u3048.jp, xn--r8jz45g.jp",
        "a\u3002b, a.b"
    })
    @DisplayName("a name in other letters gets its ASCII form")
    void translatesNames(String name, String expected) {
        assertThat(HostNames.toAscii(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a b|' ' at 1",
                "a/b|'/' at 1",
                "user@example.org|'@' at 4",
                "example.org:80|':' at 11",
                ".example|before the dot at 0",
                "example..org|before the dot at 8",
                ".|before the dot at 0",
                "a.-b|the part at 2 begins or ends with a hyphen",
                "a.b-|the part at 2 begins or ends with a hyphen",
                "b\u00fcch er|' ' at 4",
                "\ufffe.test|no ASCII form"
            })
    @DisplayName("what can be no name is refused, with the place")
    void refusesOthers(String name, String place) {
        assertThatThrownBy(() -> HostNames.toAscii(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("not a host name", place);
    }

    @Test
    @DisplayName("a name, and each part of it, may be as long as name services allow, and no longer")
    void refusesLongNames() {
        String part = "x".repeat(63);
        String longest = String.join(".", part, part, part, "x".repeat(61));

        assertThat(HostNames.toAscii(longest)).isEqualTo(longest).hasSize(253);
        assertThatThrownBy(() -> HostNames.toAscii(longest + "x")).hasMessageContaining("254 characters");
        assertThatThrownBy(() -> HostNames.toAscii("a." + part + "x")).hasMessageContaining("the part at 2 has 64");
        assertThatThrownBy(() -> HostNames.toAscii("")).hasMessageContaining("empty");
    }

    @Test
    @DisplayName("a message has no line breaks, whatever the name has")
    void messagesAreOneLine() {
        assertThatThrownBy(() -> HostNames.toAscii("a\nb")).hasMessageContaining("'a?b': it has character 10 at 1");
    }
}
