package dev.sotto.loadtest.centre;

/** The model's answer to how many people a load needs, for whoever plans. Virtual time; some CPU per question. */
public final class Lines {
    private static final int CALLERS = 1_500;
    private static final int FEWEST_MINUTES = 20;

    private final Population population;
    private final Stages stages;

    public Lines(Population population, Stages stages) {
        this.population = population;
        this.stages = stages;
    }

    /** How many people each arm needs. */
    public record People(int consult, int escalate) {}

    /** So that less than {@code losing} of all callers give up or are put off. */
    public People peopleFor(double perMinute, double losing) {
        int callers = (int) Math.max(CALLERS, FEWEST_MINUTES * perMinute);
        Population load = population.withCallers(callers, callers / 5, perMinute);
        Model.Setting one = new Model.Setting(stages, 1, 1);
        return new People(
                Model.peopleFor(Arm.CONSULT, load, one, losing), Model.peopleFor(Arm.ESCALATE, load, one, losing));
    }

    /** The mean length of a conversation where nobody waits for a person. */
    public double callSeconds() {
        ArmRun run = Model.replicates(
                        Arm.CONSULT, population.withCallers(CALLERS, 0, 1), new Model.Setting(stages, CALLERS, 1), 1)
                .get(0);
        return Metric.CALL_SECONDS.of(run);
    }
}
