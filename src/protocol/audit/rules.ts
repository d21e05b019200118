import { LORAWAN_RULES } from "./lorawan-rules.ts";
import { PRIVATE_RULES } from "./private/rules.ts";

/** Every rule by its identifier. */
export const AUDIT_RULES = { ...LORAWAN_RULES, ...PRIVATE_RULES } as const;
export type AuditRuleId = keyof typeof AUDIT_RULES;
export const AUDIT_RULE_IDS = Object.keys(AUDIT_RULES) as AuditRuleId[];
