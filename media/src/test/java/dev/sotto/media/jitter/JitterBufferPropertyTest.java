package dev.sotto.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.jitter.JitterBuffer.Taken;
import dev.sotto.media.rtp.Reception;
import dev.sotto.media.rtp.SequenceNumbers;
import dev.sotto.media.testbed.LossyLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** Over any link: what is played is in order, never twice, and nearly everything that the link lets through is played. */
class JitterBufferPropertyTest {
    private static final int PACKETS = 1000;

    private JitterBuffer buffer = new JitterBuffer(10);
    private Reception reception = new Reception(8000);

    @BeforeTry
    void renew() {
        buffer = new JitterBuffer(10);
        reception = new Reception(8000);
    }

    @Property(tries = 200)
    void playsInOrderAndNothingTwice(
            @ForAll long seed,
            @ForAll @IntRange(max = 65535) int first,
            @ForAll @DoubleRange(max = 0.3) double loss,
            @ForAll @DoubleRange(max = 0.2) double doubling,
            @ForAll @IntRange(max = 120) int jitterMillis) {
        LossyLink<Integer> link = new LossyLink<>(seed, loss, doubling, jitterMillis);
        List<Integer> played = run(link, first);
        for (int i = 1; i < played.size(); i++) {
            assertThat(SequenceNumbers.ahead(played.get(i), played.get(i - 1))).isPositive();
        }
        assertThat(buffer.depth()).isLessThanOrEqualTo(10);
        int through = PACKETS - link.lost();
        assertThat(played.size() + buffer.late() + buffer.dropped() + buffer.depth())
                .isEqualTo(through);
        if (jitterMillis <= 60) {
            assertThat(played.size()).isGreaterThan((int) (through * 0.93));
        }
    }

    private List<Integer> run(LossyLink<Integer> link, int first) {
        List<Integer> played = new ArrayList<>();
        for (int i = 0; i < PACKETS + 20; i++) {
            long now = i * 20L;
            if (i < PACKETS) {
                link.send((first + i) & 0xFFFF, now);
            }
            for (int sequence : link.arrived(now + 19)) {
                put(sequence);
            }
            if (buffer.take() == Taken.PAYLOAD) {
                played.add((buffer.bytes()[buffer.offset()] & 0xFF) << 8 | buffer.bytes()[buffer.offset() + 1] & 0xFF);
            }
        }
        return played;
    }

    private void put(int sequence) {
        Reception.Arrival arrival = reception.on(sequence);
        if (arrival == Reception.Arrival.NEXT || arrival == Reception.Arrival.REORDERED) {
            ByteBuf payload = Unpooled.buffer(2).writeShort(sequence);
            buffer.put(sequence, 0, payload, 0, 2);
        }
    }
}
