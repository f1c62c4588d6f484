package dev.sotto.gateway.http;

import dev.sotto.gateway.sip.trunk.SomeTrunks;
import dev.sotto.gateway.sip.trunk.TrunkBoard;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.gateway.sip.trunk.Trunks;
import java.time.InstantSource;
import java.util.List;

/** A PBX that we are registered with, and a carrier that we aren't. */
final class StagedTrunks {
    private StagedTrunks() {}

    static TrunkBoard board() {
        Trunks trunks = new Trunks(List.of(
                SomeTrunks.named("pbx")
                        .registered("pbx.test", "sotto")
                        .maxCalls(30)
                        .trunk(),
                SomeTrunks.named("carrier").at("192.0.2.0/24").trunk()));
        TrunkLoad load = new TrunkLoad(TrunkMeters.NONE);
        load.begin(trunks.list().get(0));
        return new TrunkBoard(trunks, load, InstantSource.system());
    }
}
