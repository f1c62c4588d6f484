package dev.sotto.loadtest.phone;

/**
 * What we did to packets ourselves, told apart from what happened to them.
 *
 * @param sent packets that really left
 * @param withheld packets of ours that were never sent: lost on the way, for the server
 * @param delayed packets of ours that left later than they should
 * @param ignored packets of the server's that came and were lost on the way, for the caller
 */
public record Injected(long sent, long withheld, long delayed, long ignored) {
    public static final Injected NOTHING = new Injected(0, 0, 0, 0);

    public Injected plus(Injected other) {
        return new Injected(
                sent + other.sent, withheld + other.withheld, delayed + other.delayed, ignored + other.ignored);
    }

    public Injected since(Injected before) {
        return new Injected(
                sent - before.sent, withheld - before.withheld, delayed - before.delayed, ignored - before.ignored);
    }
}
