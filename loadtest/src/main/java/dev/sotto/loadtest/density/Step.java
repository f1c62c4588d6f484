package dev.sotto.loadtest.density;

import dev.sotto.loadtest.phone.HeldLines.Census;
import dev.sotto.loadtest.phone.Injected;
import dev.sotto.loadtest.phone.PacketCounts;
import java.time.Duration;
import java.util.Map;

/**
 * What one server showed while it held one number of calls. All counts are of the hold alone.
 *
 * @param server its name
 * @param calls how many there should be
 * @param held how long it really was
 */
record Step(String server, int calls, Duration held, Look before, Look after) {
    private static final String LATE = "sotto_media_packets_late_total";
    private static final String SENT = "sotto_media_packets_sent_total";
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final double MEBIBYTE = 1024 * 1024;

    /** Lines that were up at the end. */
    int up() {
        return after.census().talking();
    }

    int missing() {
        return Math.max(0, calls - up());
    }

    /** Of these, those on which something was heard. */
    int sounding() {
        return after.census().audible();
    }

    Map<String, Integer> ends() {
        return after.census().ends();
    }

    PacketCounts packets() {
        return after.census().packets().since(before.census().packets());
    }

    Injected injected() {
        return after.census().injected().since(before.census().injected());
    }

    double lateRatio() {
        return ratio(packets().late(), packets().packets());
    }

    /** Of our own beats, those over 10 ms late. */
    double lateBeats() {
        Census then = before.census();
        return ratio(
                after.census().lateBeats() - then.lateBeats(), after.census().beats() - then.beats());
    }

    double cpuMillis() {
        return after.process().cpu().minus(before.process().cpu()).toMillis();
    }

    /** Of the server's process, whatever it did. */
    double coresUsed() {
        return cpuMillis() / held.toMillis();
    }

    /** 0 when nothing is known of the process. */
    double millisPerCallSecond() {
        return up() == 0 ? 0 : 1_000 * coresUsed() / up();
    }

    /** How many such calls one core of this machine could serve; 0 when nothing is known of the process. */
    double callsPerCore() {
        double each = millisPerCallSecond();
        return each == 0 ? 0 : 1_000 / each;
    }

    /** What one caller costs us: this process' own CPU time. */
    double ownMillisPerCallSecond() {
        double used = after.ownCpu().minus(before.ownCpu()).toMillis();
        return up() == 0 ? 0 : 1_000 * used / held.toMillis() / up();
    }

    /** Of the server's process; 0 when nothing is known of it. */
    double memoryMebibytes() {
        return after.process().memoryBytes() / MEBIBYTE;
    }

    /** Of the virtual machine, as far as the server tells it; 0 when it doesn't. */
    double heapMebibytes() {
        return after.metrics().sum(HEAP) / MEBIBYTE;
    }

    long serverSent() {
        return after.metrics().growth(before.metrics(), SENT);
    }

    /** Packets that the server itself says it sent over 10 ms after their time. */
    long serverLate() {
        return after.metrics().growth(before.metrics(), LATE);
    }

    static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
