package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelephoneEventTest {
    private final DigitSender sender = new DigitSender();
    private final DigitReceiver receiver = new DigitReceiver();

    private record Sent(long timestamp, boolean marker, int word) {
        boolean end() {
            return (word & 0x80_0000) != 0;
        }
    }

    private List<Sent> send(String keys, int frames) {
        assertThat(sender.offer(keys)).isTrue();
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            long timestamp = 0xFFFF_FF00L + i * 160L;
            if (sender.step(timestamp)) {
                sent.add(new Sent(sender.timestamp() & 0xFFFF_FFFFL, sender.marker(), sender.word()));
            }
        }
        return sent;
    }

    private String receive(List<Sent> sent) {
        StringBuilder keys = new StringBuilder();
        for (Sent packet : sent) {
            char key = receiver.on(packet.timestamp(), packet.marker(), packet.word());
            if (key != DigitReceiver.NONE) {
                keys.append(key);
            }
        }
        return keys.toString();
    }

    @Test
    void aPressIsOneMarkerGrowingDurationsAndThreeEqualEnds() {
        List<Sent> sent = send("5", 30);
        assertThat(sent.stream().filter(Sent::marker)).hasSize(1);
        assertThat(sent.get(0).marker()).isTrue();
        assertThat(sent.stream().map(Sent::timestamp).distinct()).hasSize(1);
        assertThat(sent.stream().map(p -> p.word() & 0xFFFF)).containsExactly(160, 320, 480, 640, 800, 960, 960, 960);
        assertThat(sent.stream().map(Sent::end)).containsExactly(false, false, false, false, false, true, true, true);
        assertThat(sent.get(0).word() >>> 24).isEqualTo(5);
    }

    @Test
    void keysAreHeardOnceEachAndEqualOnesAreTwo() {
        assertThat(receive(send("1225*#AD", 200))).isEqualTo("1225*#AD");
    }

    @Test
    void lostBeginsDontMatter() {
        List<Sent> onlyEnds = send("47", 60).stream().filter(Sent::end).toList();
        assertThat(receive(onlyEnds)).isEqualTo("47");
    }

    @Test
    void lostEndsDontMatter() {
        List<Sent> noEnds = send("447", 80).stream().filter(p -> !p.end()).toList();
        assertThat(receive(noEnds)).isEqualTo("447");
    }

    @Test
    void missingMarkersDontMatter() {
        List<Sent> bare = send("993", 80).stream()
                .map(p -> new Sent(p.timestamp(), false, p.word()))
                .toList();
        assertThat(receive(bare)).isEqualTo("993");
    }

    @Test
    void aTimestampThatMovesAlongIsStillOnePress() {
        List<Sent> moving = new ArrayList<>();
        List<Sent> sent = send("8", 30);
        for (int i = 0; i < sent.size(); i++) {
            moving.add(new Sent(1000 + i * 160L, i == 0, TelephoneEvent.word(8, false, 160)));
        }
        assertThat(receive(moving)).isEqualTo("8");
    }

    private static Sent at(long timestamp, int event, boolean end, int duration) {
        return new Sent(timestamp, false, TelephoneEvent.word(event, end, duration));
    }

    @Test
    void repeatedEndsWhoseTimestampMovesAreOnePress() {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(at(1000 + i * 160L, 8, i >= 2, Math.min(i + 1, 3) * 160));
        }
        sent.add(at(4000, 8, false, 160));
        assertThat(receive(sent)).isEqualTo("88");
    }

    /** Section 2.5.1.3, with the end of the first segment lost. */
    @Test
    void aPressOfManySecondsIsOne() {
        List<Sent> sent = new ArrayList<>();
        for (int duration = 160; duration < 0xFFFF - 800; duration += 160) {
            sent.add(at(5000, 3, false, duration));
        }
        for (int duration = 160; duration < 4000; duration += 160) {
            sent.add(at(5000 + 0xFFFF, 3, false, duration));
        }
        sent.add(at(5000 + 0xFFFF, 3, true, 4000));
        assertThat(receive(sent)).isEqualTo("3");
    }

    /** Durations at 8 kHz under timestamps of 48 kHz, and the reverse. */
    @Test
    void lengthsInAnotherClockDontMatter() {
        List<Sent> slow = new ArrayList<>();
        List<Sent> fast = new ArrayList<>();
        for (int press = 0; press < 3; press++) {
            for (int i = 1; i <= 5; i++) {
                slow.add(at(9000 + press * 9600L, 4, i == 5, i * 160));
                fast.add(at(9000 + press * 1600L, 4, i == 5, i * 960));
            }
        }
        assertThat(receive(slow)).isEqualTo("444");
        receiver.reset();
        assertThat(receive(fast)).isEqualTo("444");
    }

    @Test
    void aSenderThatCountsAnewIsHeard() {
        List<Sent> sent = new ArrayList<>(List.of(at(2_000_000_000L, 1, true, 800), at(700_000_000L, 2, true, 800)));
        assertThat(receive(sent)).isEqualTo("12");
    }

    @Test
    void aLatePacketOfAnEarlierPressIsNoNewOne() {
        List<Sent> sent = new ArrayList<>(send("12", 60));
        sent.add(sent.get(0));
        assertThat(receive(sent)).isEqualTo("12");
    }

    @Test
    void whatIsNoKeyIsRefusedWhole() {
        assertThat(sender.offer("12x")).isFalse();
        assertThat(sender.step(0)).isFalse();
        assertThat(sender.offer("1".repeat(65))).isFalse();
        assertThat(receiver.on(0, true, TelephoneEvent.word(16, false, 160))).isEqualTo(DigitReceiver.NONE);
    }
}
