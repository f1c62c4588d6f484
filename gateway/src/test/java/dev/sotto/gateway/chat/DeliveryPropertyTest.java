package dev.sotto.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DeliveryPropertyTest {
    private static TranscriptLine line(long number, Party from) {
        return new TranscriptLine(number, from, "line " + number, Instant.EPOCH, false, null);
    }

    private static List<TranscriptLine> transcript(Random random, int lines) {
        List<TranscriptLine> transcript = new ArrayList<>();
        for (int n = 1; n <= lines; n++) {
            transcript.add(line(n, Party.values()[random.nextInt(Party.values().length)]));
        }
        return transcript;
    }

    /** Connections that break after any number of sent lines; of those, any number had surely arrived. */
    @Property(tries = 300)
    void whateverBreaksWhereverTheClientGetsEachLineOnceAndInOrder(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int lines) {
        var random = new Random(seed);
        List<TranscriptLine> all = transcript(random, lines);
        List<Long> client = new ArrayList<>();
        int said = 0;
        while (said < lines || client.size() < expected(all).size()) {
            var delivery = new Delivery();
            List<Line> sent = new ArrayList<>();
            int before = said;
            int known = before + random.nextInt(lines - before + 1);
            for (int n = random.nextInt(known + 1); n < known; n++) {
                hear(delivery, all.get(n), sent); // on its way by itself while the transcript is read
            }
            sent.addAll(delivery.start(all.subList(0, known), Delivery.NOT_SAID, client.isEmpty() ? 0 : last(client)));
            said = known + random.nextInt(lines - known + 1);
            for (TranscriptLine line : all.subList(known, said)) {
                hear(delivery, line, sent);
            }
            boolean calm = random.nextInt(4) == 0;
            sent.subList(0, calm ? sent.size() : random.nextInt(sent.size() + 1))
                    .forEach(line -> client.add(line.number()));
        }
        assertThat(client).isEqualTo(expected(all));
    }

    private static void hear(Delivery delivery, TranscriptLine line, List<Line> sent) {
        if (line.from() != Party.CUSTOMER) {
            sent.addAll(delivery.on(Line.of(line)));
        }
    }

    private static long last(List<Long> numbers) {
        return numbers.get(numbers.size() - 1);
    }

    private static List<Long> expected(List<TranscriptLine> all) {
        return all.stream()
                .filter(line -> line.from() != Party.CUSTOMER)
                .map(TranscriptLine::number)
                .toList();
    }

    @Property(tries = 200)
    void askingForEverythingGivesTheWholeTranscript(@ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int lines) {
        List<TranscriptLine> all = transcript(new Random(seed), lines);
        assertThat(new Delivery().start(all, 0, lines)).extracting(Line::number).isEqualTo(numbers(all));
    }

    @Property(tries = 200)
    void afterARestartNothingBehindTheCustomersLastWordsIsMissing(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int lines) {
        List<TranscriptLine> all = transcript(new Random(seed), lines);
        long own = all.stream()
                .filter(line -> line.from() == Party.CUSTOMER)
                .mapToLong(TranscriptLine::number)
                .max()
                .orElse(0);
        assertThat(new Delivery().start(all, Delivery.NOT_SAID, -1))
                .extracting(Line::number)
                .isEqualTo(expected(all).stream().filter(number -> number > own).toList());
    }

    private static List<Long> numbers(List<TranscriptLine> all) {
        return all.stream().map(TranscriptLine::number).toList();
    }
}
