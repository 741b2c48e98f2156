package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Statements in pg_dump's format. */
class GrantStatementRoleParserTest {

    @Test
    void grants_name_roles_and_public_is_none() {
        assertThat(GrantStatementRoleParser.of("""
                        REVOKE ALL ON TABLE public.orders FROM app_owner;
                        GRANT SELECT,INSERT(a) ON TABLE public.orders TO reader WITH GRANT OPTION;
                        GRANT ALL ON FUNCTION public.f(a integer, b text) TO PUBLIC;
                        SET SESSION AUTHORIZATION other;
                        GRANT SELECT ON TABLE public.orders TO "Mixed "" Case";
                        RESET SESSION AUTHORIZATION;
                        """))
                .containsExactlyInAnyOrder("app_owner", "reader", "other", "Mixed \" Case");
    }

    @Test
    void default_privileges_name_two() {
        assertThat(GrantStatementRoleParser.of(
                        "ALTER DEFAULT PRIVILEGES FOR ROLE maker IN SCHEMA public GRANT SELECT ON TABLES TO reader;"))
                .containsExactlyInAnyOrder("maker", "reader");
    }

    @Test
    void a_policy_names_a_list_and_its_expression_none() {
        assertThat(GrantStatementRoleParser.of(
                        "CREATE POLICY p ON public.\"a TO b\" FOR SELECT TO clerks, \"head clerks\" USING"
                                + " (((note = 'x TO y'::text) AND (SELECT 1 FROM other)));"))
                .containsExactlyInAnyOrder("clerks", "head clerks");
    }

    @Test
    void names_and_literals_are_no_keywords() {
        assertThat(GrantStatementRoleParser.of("GRANT SELECT ON TABLE public.\"TO x\" TO reader;"))
                .containsExactly("reader");
        assertThat(GrantStatementRoleParser.of("GRANT SELECT ON TABLE \"FROM\".\"TO\" TO reader;"))
                .containsExactly("reader");
    }
}
