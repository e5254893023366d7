"""Other arguments for the ready-made scripts: what they print then.

Each is (words, expected): a piece of what is printed, "empty" for a table without rows, "refused" where the script's own
check must say that there is nothing (status 3).
"""

REFUSED = "refused"
EMPTY = "empty"

OTHER_ARGUMENTS = {
    "activities_new_and_ended": [(["year=H24"], "ポータルサイト構築"), (["year=H23"], REFUSED), (["year=H26"], REFUSED)],
    "activity_changes": [(["year=H24"], "新しい公共モデル"), (["year=H23"], REFUSED), (["year=R5"], REFUSED)],
    "activity_figures": [
        (["type=成果指標"], "登録団体数"), (["program=市民まつり事業"], REFUSED), (["type=本文"], REFUSED)],
    "before_and_after_outsourcing": [(["program=市民まつり事業"], REFUSED), (["program=x"], REFUSED)],
    "behind": [(["top=3"], "3 rows"), (["top=0"], EMPTY)],
    "budget_against_settled": [
        (["city=入間市", "year=R6"], "3,239"), (["year=R6"], REFUSED), (["city=鎌倉市"], REFUSED)],
    "component_programs": [
        (["policy=市民活動センター中間支援業務", "year=R5"], "地域振興課"), (["year=H29"], "89,664"),
        (["year=H31"], REFUSED)],
    "consultations_and_courses": [(["from=H25"], "11 rows"), (["from=R1", "to=R3"], REFUSED)],
    "cost_change": [(["year=R4"], "2,920"), (["year=R5"], "3,183"), (["year=H20"], REFUSED)],
    "cost_per_consultation": [
        (["figure=窓口サービス事業"], "2,304"), (["figure=会議回数"], "212,200.00"), (["figure=x"], REFUSED),
        (["program=市民まつり事業"], REFUSED), (["program=x"], REFUSED)],
    "cost_per_person_reached": [(["year=H23", "top=3"], "新しい公共モデル"), (["year=R5"], REFUSED)],
    "data_overview": [(["table_rows=45"], "868"), (["table_rows=100"], REFUSED)],
    "department_ranking": [(["least=20", "top=3"], "商工観光課"), (["least=50"], EMPTY)],
    "department_report": [(["dept=図書館"], "資料の収集・提供の充実"), (["dept=図書"], REFUSED)],
    "figures_and_targets": [(["city=清瀬市"], REFUSED), (["city=鎌倉市"], REFUSED)],
    "find_measures": [(["word=図書館"], "6 rows"), (["word=ﾄｼｮｶﾝ"], REFUSED), (["word=ｽﾎﾟｰﾂ"], "スポーツ")],
    "funding_sources": [(["year=R6"], "3,239"), (["year=H30"], REFUSED), (["program=市民まつり事業"], REFUSED)],
    "graded_differently": [(["steps=2"], "2 rows"), (["steps=5"], EMPTY)],
    "indicators_toward_goal": [(["to=R8"], "31 ％"), (["city=入間市"], REFUSED)],
    "measures_to_file": [(["dept=図書館"], "C             3"), (["dept=図書"], REFUSED)],
    "next_year": [(["year=R2"], "22 rows"), (["year=R9"], REFUSED)],
    "open_challenges": [(["city=入間市"], "地区センター"), (["city=鎌倉市"], "2021"), (["year=R3"], REFUSED)],
    "outside_factors": [(["city=入間市"], REFUSED), (["city=鎌倉市"], REFUSED)],
    "planned_and_reported": [(["year=R3"], REFUSED), (["year=R5"], REFUSED)],
    "program_cost_by_year": [(["program=市民まつり事業"], "2,450"), (["program=x"], REFUSED)],
    "progress_and_effort": [
        (["progress=C", "effort=え"], "11"), (["progress=A", "effort=え"], EMPTY)],
    "progress_by_chapter": [(["floor=A"], "24.5％"), (["floor=E"], "100.0％")],
    "project_history": [(["project=7"], "8 rows"), (["project=9"], REFUSED)],
    "registered_groups_and_target": [(["figure=相談件数"], REFUSED), (["program=x"], REFUSED)],
    "results_by_operator": [(["year=R3"], REFUSED), (["year=R1"], REFUSED)],
    "schedule_steps": [(["pattern=情報収集"], "4 rows"), (["pattern=zzz"], REFUSED)],
    "self_and_outside_view": [(["year=R6"], "3 rows"), (["year=H30"], "2 rows"), (["year=H29"], REFUSED)],
    "shared_work": [(["word=情報収集"], "2 rows"), (["least=9"], EMPTY), (["word=zzz"], EMPTY)],
    "similar_centers": [(["year=R4"], REFUSED), (["year=R6"], REFUSED)],
    "spending_by_project": [(["from=H25"], "3,006"), (["from=H24", "to=H24"], "2,104"), (["from=R1", "to=R3"], REFUSED)],
    "to_shrink_or_stop": [(["first=ア", "second=オ"], "66 rows"), (["first=オ", "second=オ"], EMPTY)],
    "two_cities_challenges": [(["second=鎌倉市"], "団体への支援力の強化"), (["year=R6"], REFUSED)],
    "two_cities_change": [(["first=清瀬市", "second=入間市"], "99,818"), (["second=鎌倉市"], REFUSED)],
    "two_cities_cost": [(["first=清瀬市", "second=入間市"], "99,409"), (["second=鎌倉市"], REFUSED)],
    "two_cities_indicators": [(["first=清瀬市", "second=入間市"], "7 rows"), (["second=鎌倉市"], REFUSED)],
    "two_cities_programs": [(["first=清瀬市", "second=入間市"], "4 rows"), (["second=志木市"], REFUSED)],
    "who_was_reached": [(["year=H23"], "8,000"), (["year=R2"], REFUSED)],
}
