package dev.sotto.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SequenceNumbersPropertyTest {
    @Property
    void stepsAheadAreFoundAgainAcrossTheWrap(
            @ForAll @IntRange(max = 65535) int from, @ForAll @IntRange(min = -32768, max = 32767) int steps) {
        assertThat(SequenceNumbers.ahead(SequenceNumbers.plus(from, steps), from))
                .isEqualTo(steps);
    }

    @Property
    void aheadIsTheOppositeOfBehind(@ForAll @IntRange(max = 65535) int one, @ForAll @IntRange(max = 65535) int other) {
        int ahead = SequenceNumbers.ahead(one, other);
        int back = SequenceNumbers.ahead(other, one);
        assertThat(ahead == -32768 ? back : -back).isEqualTo(ahead);
    }

    @Property
    void timestampsWrapToo(
            @ForAll @LongRange(max = 0xFFFFFFFFL) long from, @ForAll @IntRange(min = -1_000_000) int samples) {
        long later = (from + samples) & 0xFFFFFFFFL;
        assertThat(SequenceNumbers.timestampAhead(later, from)).isEqualTo(samples);
    }
}
