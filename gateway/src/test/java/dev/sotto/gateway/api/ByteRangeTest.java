package dev.sotto.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        // header, first, how many, is it a part
        "bytes=0-99, 0, 100, true",
        "bytes=900-, 900, 100, true",
        "bytes=-10, 990, 10, true",
        "bytes=-5000, 0, 1000, true",
        "bytes=10-99999, 10, 990, true",
        "bytes=0-0, 0, 1, true",
        "'', 0, 1000, false",
        "bytes=, 0, 1000, false",
        "bytes=-, 0, 1000, false",
        "bytes=9-5, 0, 1000, false",
        "'bytes=0-1,5-6', 0, 1000, false",
        "lines=1-2, 0, 1000, false",
        "bytes=99999999999999999999-, 0, 1000, false"
    })
    void oneRangeIsRead(String header, long from, long length, boolean partial) {
        ByteRange range = ByteRange.parse(header, 1_000);
        assertThat(range.from()).isEqualTo(from);
        assertThat(range.length()).isEqualTo(length);
        assertThat(range.partial()).isEqualTo(partial);
        assertThat(range.satisfiable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
    void whatIsNotThereCanNotBeSent(String header) {
        assertThat(ByteRange.parse(header, 1_000).satisfiable()).isFalse();
    }
}
