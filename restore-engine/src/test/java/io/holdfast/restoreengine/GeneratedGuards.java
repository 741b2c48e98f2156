package io.holdfast.restoreengine;

import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Triggers and rules that record the changes of a table in another one, and publications. */
final class GeneratedGuards {

    private static final List<String> STATES = List.of("enable", "enable always", "enable replica", "disable");

    private final Random random;
    private final GeneratedNames names;
    private final String schema;
    private final List<String> statements = new ArrayList<>();

    /** @param schema quoted name of the schema of the table with the records */
    GeneratedGuards(Random random, GeneratedNames names, String schema) {
        this.random = random;
        this.names = names;
        this.schema = schema;
    }

    List<String> of(List<GeneratedTables.Table> tables) {
        String audit = schema + "." + names.quoted();
        String function = schema + "." + names.quoted();
        statements.add("create table " + audit + " (no bigserial primary key, what text)");
        statements.add("create function " + function + "() returns trigger language plpgsql as "
                + SqlQuoting.text(
                        "begin insert into " + audit + " (what) values (tg_op); return coalesce(new, old); end"));
        for (GeneratedTables.Table table : tables) {
            if (random.nextInt(2) == 0) {
                trigger(table, function);
            }
            if (random.nextInt(4) == 0) {
                rule(table, audit);
            }
            if (random.nextInt(10) == 0) {
                statements.add("create publication " + names.quoted() + " for table only " + table.name());
            }
            if (random.nextInt(6) == 0) {
                statements.add("create materialized view " + schema + "." + names.quoted() + " as select * from "
                        + table.name());
            }
        }
        return statements;
    }

    private void trigger(GeneratedTables.Table table, String function) {
        String name = names.quoted();
        statements.add("create trigger " + name + " after insert or delete or update on " + table.name()
                + " for each row execute function " + function + "()");
        statements.add(
                "alter table " + table.name() + " " + STATES.get(random.nextInt(STATES.size())) + " trigger " + name);
    }

    private void rule(GeneratedTables.Table table, String audit) {
        String name = names.quoted();
        String event = List.of("delete", "update", "insert").get(random.nextInt(3));
        statements.add("create rule " + name + " as on " + event + " to " + table.name() + " do "
                + (random.nextInt(3) == 0
                        ? "instead nothing"
                        : "also insert into " + audit + " (what) values ('rule')"));
        statements.add(
                "alter table " + table.name() + " " + STATES.get(random.nextInt(STATES.size())) + " rule " + name);
    }
}
